package org.groundswell.defaults.problem;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Builds the answers that say what went wrong. */
public final class Problems {

    private Problems() {
    }

    /**
     * A problem's body.
     * @param type the kind of problem
     * @param detail what happened this time, for the person who reads it; never an
     * exception's message
     * @param instance the path that was asked for, without its query
     * @param errors what is wrong with which field; left out when empty
     * @return the body
     */
    public static ProblemDetail body(ProblemType type, String detail, String instance, List<FieldError> errors) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        problem.setInstance(URI.create(instance));
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    /**
     * A whole answer.
     * @param problem the body
     * @param headers headers to send with it, such as {@code Retry-After}
     * @return the answer, as {@code application/problem+json}
     */
    public static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
            .headers(headers)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(problem);
    }

}
