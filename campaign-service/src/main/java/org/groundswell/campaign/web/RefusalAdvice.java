package org.groundswell.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.defaults.problem.FieldError;
import org.groundswell.defaults.problem.ProblemType;
import org.groundswell.defaults.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Which problem type each refusal is. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalAdvice {

    private static final ProblemType FIXED_AT_LAUNCH = new ProblemType("campaign-launched", HttpStatus.CONFLICT,
            "The launch has fixed this");

    private static final ProblemType CLOSED = new ProblemType("campaign-closed", HttpStatus.CONFLICT,
            "The campaign is closed");

    private static final ProblemType LAST_LEAD = new ProblemType("last-lead", HttpStatus.CONFLICT,
            "The last lead cannot leave");

    @ExceptionHandler
    ResponseEntity<Object> onRefusal(CampaignRefusal refusal, HttpServletRequest request) {
        var path = request.getRequestURI();
        var message = String.valueOf(refusal.getMessage());
        var problem = switch (refusal) {
            case CampaignRefusal.Unknown unknown -> Problems.body(ProblemType.NOT_FOUND, message, path, List.of());
            case CampaignRefusal.NotYours others -> Problems.body(ProblemType.FORBIDDEN, message, path, List.of());
            case CampaignRefusal.NotASteward others -> Problems.body(ProblemType.FORBIDDEN, message, path, List.of());
            case CampaignRefusal.NotInvited gone ->
                Problems.body(ProblemType.of(HttpStatus.UNAUTHORIZED), message, path, List.of());
            case CampaignRefusal.NotALead nobody -> Problems.body(ProblemType.NOT_FOUND, message, path, List.of());
            case CampaignRefusal.LastLead last -> Problems.body(LAST_LEAD, message, path, List.of());
            case CampaignRefusal.TooManyLeads full ->
                Problems.body(ProblemType.of(HttpStatus.CONFLICT), message, path, List.of());
            case CampaignRefusal.TooMany many ->
                Problems.body(ProblemType.of(HttpStatus.TOO_MANY_REQUESTS), message, path, List.of());
            case CampaignRefusal.SlugTaken taken ->
                Problems.body(ProblemType.of(HttpStatus.CONFLICT), message, path, List.of());
            case CampaignRefusal.NotLaunched draft ->
                Problems.body(ProblemType.of(HttpStatus.CONFLICT), message, path, List.of());
            case CampaignRefusal.UnknownCommitment unknown ->
                Problems.body(ProblemType.NOT_FOUND, message, path, List.of());
            case CampaignRefusal.Closed closed -> Problems.body(CLOSED, message, path, List.of());
            case CampaignRefusal.Full full ->
                Problems.body(ProblemType.of(HttpStatus.CONFLICT), message, path, List.of());
            case CampaignRefusal.Stale stale ->
                Problems.body(ProblemType.of(HttpStatus.PRECONDITION_FAILED), message, path, List.of());
            case CampaignRefusal.FixedAtLaunch fixed -> Problems.body(FIXED_AT_LAUNCH, message, path,
                    fixed.fields()
                        .entrySet()
                        .stream()
                        .map(field -> new FieldError(field.getKey(), field.getValue()))
                        .sorted(Comparator.comparing(FieldError::field))
                        .toList());
            case CampaignRefusal.ImpossiblePlan plan -> Problems.body(ProblemType.INVALID_REQUEST,
                    "Please check: " + plan.field() + ".", path, List.of(new FieldError(plan.field(), message)));
        };
        return Problems.answer(problem, headers(refusal));
    }

    private static HttpHeaders headers(CampaignRefusal refusal) {
        var headers = new HttpHeaders();
        switch (refusal) {
            case CampaignRefusal.NotInvited gone -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case CampaignRefusal.TooMany many ->
                headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(many.untilMore().toSeconds()));
            default -> {
            }
        }
        return headers;
    }

}
