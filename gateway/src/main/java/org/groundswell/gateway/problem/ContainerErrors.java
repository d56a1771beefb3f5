package org.groundswell.gateway.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in the form of all other errors what Tomcat refuses before the application sees
 * it, such as a malformed path.
 */
public class ContainerErrors extends ErrorReportValve {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var type = ProblemType.of(HttpStatusCode.valueOf(response.getStatus()));
        var path = request.getRequestURI();
        var problem = Problem.of(type, response.getStatus(), type.explanation(), path == null ? "" : path);
        try {
            var body = JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/problem+json");
            response.getOutputStream().write(body);
            response.finishResponse();
        }
        catch (IOException gone) {
            // whoever asked does not wait for the answer
        }
    }

}
