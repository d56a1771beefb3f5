package org.groundswell.gateway.problem;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;

/**
 * A problem's body (RFC 9457).
 *
 * @param type the kind's address
 * @param title the kind's summary
 * @param status the answer's status
 * @param detail what happened this time
 * @param instance the path that was asked for
 */
@JsonPropertyOrder({ "type", "title", "status", "detail", "instance" })
record Problem(URI type, String title, int status, String detail, String instance) {

    static Problem of(ProblemType type, int status, String detail, String instance) {
        return new Problem(type.uri(), type.title(), status, detail, instance);
    }

}
