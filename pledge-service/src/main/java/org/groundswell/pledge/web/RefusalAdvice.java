package org.groundswell.pledge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.groundswell.defaults.problem.FieldError;
import org.groundswell.defaults.problem.ProblemType;
import org.groundswell.defaults.problem.Problems;
import org.groundswell.pledge.PledgeRefusal;
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

    private static final ProblemType NOT_YET_OPEN = new ProblemType("campaign-not-yet-open", HttpStatus.CONFLICT,
            "Not open yet");

    private static final ProblemType CLOSED = new ProblemType("campaign-closed", HttpStatus.CONFLICT, "Closed");

    private static final ProblemType KEY_REUSED = new ProblemType("idempotency-key-reused",
            HttpStatus.UNPROCESSABLE_CONTENT, "This key was used for something else");

    private static final String SOON = "2";

    @ExceptionHandler
    ResponseEntity<Object> onRefusal(PledgeRefusal refusal, HttpServletRequest request) {
        var headers = new HttpHeaders();
        if (refusal instanceof PledgeRefusal.Overloaded) {
            headers.set(HttpHeaders.RETRY_AFTER, SOON);
        }
        var errors = errorsOf(refusal);
        var detail = errors.isEmpty() ? String.valueOf(refusal.getMessage())
                : "Please check: " + errors.stream().map(FieldError::field).collect(Collectors.joining(", ")) + ".";
        return Problems.answer(Problems.body(typeOf(refusal), detail, request.getRequestURI(), errors), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> onUnknownCursor(PledgeController.UnknownCursor thrown, HttpServletRequest request) {
        var error = new FieldError("before", "must be taken from a page's next link");
        return Problems.answer(Problems.body(ProblemType.INVALID_REQUEST, "Please check: before.",
                request.getRequestURI(), List.of(error)), new HttpHeaders());
    }

    private static ProblemType typeOf(PledgeRefusal refusal) {
        return switch (refusal) {
            case PledgeRefusal.UnknownCampaign unknown -> ProblemType.NOT_FOUND;
            case PledgeRefusal.UnknownPledge unknown -> ProblemType.NOT_FOUND;
            case PledgeRefusal.NotYetOpen early -> NOT_YET_OPEN;
            case PledgeRefusal.Closed late -> CLOSED;
            case PledgeRefusal.KeyReused reused -> KEY_REUSED;
            case PledgeRefusal.Unfit unfit -> ProblemType.INVALID_REQUEST;
            case PledgeRefusal.Overloaded overloaded -> ProblemType.SERVICE_UNAVAILABLE;
        };
    }

    private static List<FieldError> errorsOf(PledgeRefusal refusal) {
        return refusal instanceof PledgeRefusal.Unfit unfit
                ? unfit.misfits().stream().map(misfit -> new FieldError(misfit.field(), misfit.message())).toList()
                : List.of();
    }

}
