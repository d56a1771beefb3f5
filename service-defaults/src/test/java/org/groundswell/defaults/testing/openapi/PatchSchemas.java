package org.groundswell.defaults.testing.openapi;

import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of merge patches: {@code x-patch-of} names the schema of what they change,
 * whose members they have, and which may all be left out.
 */
final class PatchSchemas {

    private static final String MARK = "x-patch-of";

    private PatchSchemas() {
    }

    static void complete(ObjectNode document) {
        var schemas = document.at("/components/schemas");
        for (var found : schemas.findParents(MARK)) {
            var patch = (ObjectNode) found;
            var whole = (ObjectNode) schemas.required(patch.remove(MARK).stringValue()).deepCopy();
            patch.setAll(whole.without("required"));
        }
    }

}
