package org.groundswell.defaults.testing.openapi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Several query parameters that the code has as one object are several again. */
final class ParameterObjects {

    private ParameterObjects() {
    }

    static void spread(ObjectNode document) {
        for (var operation : document.findParents("parameters")) {
            var spread = JsonMapper.shared().createArrayNode();
            operation.path("parameters").forEach(parameter -> spread(document, parameter, spread));
            ((ObjectNode) operation).set("parameters", spread);
        }
    }

    private static void spread(ObjectNode document, JsonNode parameter, ArrayNode spread) {
        var reference = parameter.at("/schema/$ref").asString("");
        if (reference.isEmpty()) {
            spread.add(parameter);
            return;
        }
        if (parameter.path("in").asString().equals("header")) {
            // All headers as one object tell of none.
            return;
        }
        document.at(reference.substring(1) + "/properties")
            .propertyStream()
            .forEach(property -> spread.addObject()
                .put("in", "query")
                .put("name", property.getKey())
                .put("required", false)
                .set("schema", property.getValue()));
    }

}
