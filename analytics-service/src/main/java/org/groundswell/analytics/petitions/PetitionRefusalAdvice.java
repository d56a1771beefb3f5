package org.groundswell.analytics.petitions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
class PetitionRefusalAdvice {

    private static final String SOON = "1";

    @ExceptionHandler
    ResponseEntity<Object> onRefusal(PetitionRefusal refusal, HttpServletRequest request) {
        var headers = new HttpHeaders();
        var type = switch (refusal) {
            case PetitionRefusal.Unknown unknown -> ProblemType.NOT_FOUND;
            case PetitionRefusal.NotYetKnown starting -> {
                headers.set(HttpHeaders.RETRY_AFTER, SOON);
                yield ProblemType.SERVICE_UNAVAILABLE;
            }
        };
        return Problems.answer(
                Problems.body(type, String.valueOf(refusal.getMessage()), request.getRequestURI(), List.of()), headers);
    }

}
