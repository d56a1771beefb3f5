package org.groundswell.defaults.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.nio.charset.CharacterCodingException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.groundswell.defaults.internal.ServiceAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/**
 * Turns whatever a request runs into, short of a domain refusal, into problem details.
 * What a client reads here was written for it: no exception's message, class name or
 * stack trace gets out.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    /**
     * How the validator names the element of a list that breaks a rule, after its index.
     */
    private static final Pattern ELEMENT = Pattern.compile("\\.<[^>]*>");

    private static final HttpHeaders SOON = new HttpHeaders();
    static {
        SOON.set(HttpHeaders.RETRY_AFTER, "2");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException thrown,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = thrown.getBindingResult()
            .getFieldErrors()
            .stream()
            .map(error -> new FieldError(error.getField(), messageOf(error.getDefaultMessage())))
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
        return invalid(errors, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = thrown.getParameterValidationResults().stream().flatMap(result -> {
            var parameter = result.getMethodParameter().getParameterName();
            if (result instanceof ParameterErrors fields) {
                return fields.getFieldErrors()
                    .stream()
                    .map(error -> new FieldError(error.getField(), messageOf(error.getDefaultMessage())));
            }
            return result.getResolvableErrors()
                .stream()
                .map(error -> new FieldError(parameter == null ? "request" : parameter,
                        messageOf(error.getDefaultMessage())));
        }).toList();
        return invalid(errors, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException thrown,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (thrown.getCause() instanceof JacksonException mismatch) {
            var errors = JsonErrors.of(mismatch);
            if (!errors.isEmpty()) {
                return invalid(errors, headers, request);
            }
        }
        var detail = switch (thrown.getCause()) {
            case CharacterCodingException notText -> "The body is not text in UTF-8.";
            case StreamReadException malformed -> "The body is not well-formed JSON.";
            case null, default -> "The body is missing or not the JSON that is expected here.";
        };
        return problem(ProblemType.INVALID_REQUEST, detail, List.of(), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception thrown, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return invalid(List.of(new FieldError(mismatch.getName(), "has a value of the wrong type or form")),
                    headers, request);
        }
        if (thrown instanceof AsyncRequestNotUsableException) {
            return null;
        }
        var http = HttpStatus.resolve(status.value());
        var type = ProblemType.of(http == null ? HttpStatus.BAD_REQUEST : http);
        if (status.is5xxServerError()) {
            log.error("request failed", thrown);
        }
        return problem(type, type.title() + ".", List.of(), headers, request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> onViolation(ConstraintViolationException thrown, WebRequest request) {
        var errors = thrown.getConstraintViolations()
            .stream()
            .map(violation -> new FieldError(ELEMENT.matcher(violation.getPropertyPath().toString()).replaceAll(""),
                    violation.getMessage()))
            .toList();
        return invalid(errors, new HttpHeaders(), request);
    }

    /** Spring Security answers these, from its own filter. */
    @ExceptionHandler({ AccessDeniedException.class, AuthenticationException.class })
    void onSecurity(RuntimeException thrown) {
        throw thrown;
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> onStoreAway(DataAccessResourceFailureException thrown, WebRequest request) {
        log.atWarn().addKeyValue("cause", thrown.getClass().getSimpleName()).log("store cannot be reached");
        return problem(ProblemType.SERVICE_UNAVAILABLE, "We cannot reach our records just now.", List.of(), SOON,
                request);
    }

    /** Others were faster too often, or the store was too slow: it can be tried again. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> onContention(TransientDataAccessException thrown, WebRequest request) {
        log.atWarn().addKeyValue("cause", thrown.getClass().getSimpleName()).log("store is busy");
        return problem(ProblemType.SERVICE_UNAVAILABLE, "Too much is going on there just now.", List.of(), SOON,
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> onServiceAway(ServiceAway thrown, WebRequest request) {
        log.atWarn().addKeyValue("cause", thrown.getMessage()).log("another service cannot be asked");
        return problem(ProblemType.SERVICE_UNAVAILABLE,
                "A part of this site that is needed here does not answer just now.", List.of(), SOON, request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> onAnythingElse(Exception thrown, WebRequest request) {
        log.error("request failed", thrown);
        return problem(ProblemType.INTERNAL_ERROR, "It has been recorded; please try again later.", List.of(),
                new HttpHeaders(), request);
    }

    private static @Nullable ResponseEntity<Object> invalid(List<FieldError> errors, HttpHeaders headers,
            WebRequest request) {
        var fields = errors.stream().map(FieldError::field).distinct().collect(Collectors.joining(", "));
        return problem(ProblemType.INVALID_REQUEST, "Please check: " + fields + ".", errors, headers, request);
    }

    private static @Nullable ResponseEntity<Object> problem(ProblemType type, String detail, List<FieldError> errors,
            HttpHeaders headers, WebRequest request) {
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        var response = ((ServletWebRequest) request).getResponse();
        if (response != null && response.isCommitted()) {
            return null;
        }
        return Problems.answer(Problems.body(type, detail, servletRequest.getRequestURI(), errors), headers);
    }

    private static String messageOf(@Nullable String message) {
        return message == null ? "is not valid" : message;
    }

}
