package org.groundswell.pledge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.groundswell.defaults.problem.FieldError;
import org.groundswell.defaults.problem.Problems;
import org.groundswell.pledge.PledgeRefusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refusals. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalAdvice {

    private static final String SOON = "2";

    @ExceptionHandler
    ResponseEntity<Object> onRefusal(PledgeRefusal refusal, HttpServletRequest request) {
        var headers = new HttpHeaders();
        if (refusal instanceof PledgeRefusal.Overloaded) {
            headers.set(HttpHeaders.RETRY_AFTER, SOON);
        }
        if (refusal instanceof PledgeRefusal.NoSecret) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, PledgeController.SCHEME);
        }
        return Problems.answer(Refusals.problem(refusal, request.getRequestURI()), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> onUnknownCursor(WallPage.UnknownCursor thrown, HttpServletRequest request) {
        var error = new FieldError("before", "must be taken from a page's next link");
        return Problems.answer(Refusals.invalid(List.of(error), request.getRequestURI()), new HttpHeaders());
    }

}
