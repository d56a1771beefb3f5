package org.groundswell.defaults.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what never reached a controller, such as an address that the firewall refuses.
 */
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    @Nullable ResponseEntity<Object> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // Whoever hung up in the middle of an answer is told nothing more.
            return null;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
        var type = ProblemType.of(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
        return Problems.answer(Problems.body(type, type.title() + ".", instance(request), List.of()),
                new HttpHeaders());
    }

    /** An address that cannot be told as it is, is not told at all. */
    private static String instance(HttpServletRequest request) {
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = asked instanceof String text ? text : request.getRequestURI();
        return path.startsWith("//") ? "/" : path;
    }

}
