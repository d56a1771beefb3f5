package org.groundswell.defaults.testing.openapi;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Removes what only operations that are not public spoke of. */
final class Components {

    private Components() {
    }

    static void removeUnused(ObjectNode document) {
        var used = new HashSet<String>();
        gather(document, document.path("paths"), used);
        var schemas = document.withObject("/components/schemas");
        schemas.remove(schemas.propertyNames()
            .stream()
            .filter(name -> !used.contains("#/components/schemas/" + name))
            .toList());
    }

    private static void gather(JsonNode document, JsonNode from, Set<String> used) {
        for (var reference : from.findValuesAsString("$ref")) {
            if (used.add(reference)) {
                gather(document, document.at(reference.substring(1)), used);
            }
        }
    }

}
