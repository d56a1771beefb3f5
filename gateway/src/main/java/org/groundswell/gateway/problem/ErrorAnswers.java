package org.groundswell.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.groundswell.gateway.upstream.ServiceAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one place where an error of the gateway's own becomes an answer: a page for a
 * browser, problem details for everybody else. Whatever was thrown stays here.
 */
@Controller
class ErrorAnswers implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private final ErrorAttributes errors;

    ErrorAnswers(ErrorAttributes errors) {
        this.errors = errors;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable Object answer(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            // a stream that broke: there is nobody to tell, and nothing to say it in
            return null;
        }
        var status = statusOf(request);
        var thrown = errors.getError(new ServletWebRequest(request));
        var type = ProblemType.of(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            log.error("request failed", thrown);
        }
        var path = pathOf(request);
        if (wantsPage(request, path)) {
            var page = new ModelAndView("error", Map.of("problem", type));
            page.setStatus(status);
            return page;
        }
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (type == ProblemType.SERVICE_UNAVAILABLE && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            answer.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return answer.body(Problem.of(type, status.value(), detail(type, thrown), path));
    }

    private static String detail(ProblemType type, @Nullable Throwable thrown) {
        if (thrown instanceof ServiceAway away) {
            return away.perhapsCarriedOut()
                    ? "No answer came, so it is not known whether the request was carried out. A pledge with an Idempotency-Key is safe to send again."
                    : "A part of the platform cannot be reached just now. Nothing was changed; please try again.";
        }
        return type.explanation();
    }

    private static HttpStatusCode statusOf(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // somebody asked for the address of the errors itself
        return HttpStatusCode.valueOf(code instanceof Integer status ? status : 404);
    }

    private static String pathOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path ? path
                : request.getRequestURI();
    }

    private static boolean wantsPage(HttpServletRequest request, String path) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) && !path.startsWith("/api/")
                && !path.startsWith("/.well-known/") && !path.startsWith("/actuator");
    }

}
