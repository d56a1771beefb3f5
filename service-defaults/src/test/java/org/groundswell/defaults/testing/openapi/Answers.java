package org.groundswell.defaults.testing.openapi;

import org.groundswell.defaults.problem.ProblemType;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is the same for all operations' answers and parameters. */
final class Answers {

    private Answers() {
    }

    static void complete(ObjectNode document) {
        var parameters = document.remove("x-parameters");
        document.path("paths")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .map(ObjectNode.class::cast)
            .forEach(operation -> complete(operation, parameters));
    }

    private static void complete(ObjectNode operation, JsonNode usual) {
        var parameters = (ObjectNode) usual.deepCopy();
        if (operation.remove("x-parameters") instanceof ObjectNode own) {
            MergePatch.apply(parameters, own);
        }
        operation.withArray("/parameters")
            .removeIf(parameter -> parameter.path("name").asString().equals("Authorization"));
        operation.withArray("/parameters")
            .forEach(parameter -> MergePatch.apply((ObjectNode) parameter,
                    parameters.path(parameter.path("name").stringValue())));
        var answers = operation.withObject("/responses");
        answers.putIfAbsent("503", answers.objectNode());
        if (hasContent(answers)) {
            answers.putIfAbsent("406", answers.objectNode());
        }
        answers.propertyStream()
            .forEach(answer -> complete(Integer.parseInt(answer.getKey()), (ObjectNode) answer.getValue()));
    }

    private static boolean hasContent(JsonNode answers) {
        return answers.propertyStream()
            .anyMatch(answer -> answer.getKey().startsWith("2") && !answer.getValue().path("content").isEmpty());
    }

    private static void complete(int status, ObjectNode answer) {
        if (status >= 400) {
            if (!answer.has("description")) {
                answer.put("description", ProblemType.of(HttpStatus.valueOf(status)).title());
            }
            answer.withObject("/content/application~1problem+json/schema").put("$ref", "#/components/schemas/Problem");
        }
        if (status == 429 || status == 503) {
            answer.withObject("/headers/Retry-After").put("$ref", "#/components/headers/Retry-After");
        }
    }

}
