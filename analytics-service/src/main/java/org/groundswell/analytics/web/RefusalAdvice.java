package org.groundswell.analytics.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.groundswell.defaults.problem.FieldError;
import org.groundswell.defaults.problem.ProblemType;
import org.groundswell.defaults.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Which problem type each refusal is. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalAdvice {

    private static final String SOON = "5";

    @ExceptionHandler
    ResponseEntity<Object> onUnknown(Tallies.UnknownTally refusal, HttpServletRequest request) {
        return answer(ProblemType.NOT_FOUND, refusal, request, new HttpHeaders(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Object> onNotAnOrganiser(RecountController.NotAnOrganiser refusal, HttpServletRequest request) {
        return answer(ProblemType.FORBIDDEN, refusal, request, new HttpHeaders(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Object> onTurnedAway(StreamController.TurnedAway refusal, HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, SOON);
        return answer(ProblemType.SERVICE_UNAVAILABLE, refusal, request, headers, List.of());
    }

    @ExceptionHandler
    ResponseEntity<Object> onUnusable(HistoryController.UnusableRange refusal, HttpServletRequest request) {
        return answer(ProblemType.INVALID_REQUEST, refusal, request, new HttpHeaders(), List.of(refusal.error()));
    }

    private static ResponseEntity<Object> answer(ProblemType type, RuntimeException refusal, HttpServletRequest request,
            HttpHeaders headers, List<FieldError> errors) {
        return Problems.answer(
                Problems.body(type, String.valueOf(refusal.getMessage()), request.getRequestURI(), errors), headers);
    }

}
