package org.groundswell.defaults.testing.openapi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON merge patch (RFC 7396): null removes, lists are replaced as a whole. */
final class MergePatch {

    private MergePatch() {
    }

    static void apply(ObjectNode target, JsonNode patch) {
        patch.propertyStream().forEach(member -> {
            var value = member.getValue();
            if (value.isNull()) {
                target.remove(member.getKey());
            }
            else if (value.isObject()) {
                var inner = target.get(member.getKey()) instanceof ObjectNode there ? there
                        : target.putObject(member.getKey());
                apply(inner, value);
            }
            else {
                target.set(member.getKey(), value);
            }
        });
    }

}
