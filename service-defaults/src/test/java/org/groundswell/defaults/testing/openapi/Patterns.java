package org.groundswell.defaults.testing.openapi;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Java's regular expressions for schemas, whose are ECMA's (ECMA-262) and look for a
 * match anywhere. What only Java understands is left out.
 */
final class Patterns {

    private static final Pattern WORDS = Pattern.compile("[a-z-]+(\\|[a-z-]+)*");

    private static final Pattern JAVA_ALONE = Pattern.compile("\\(\\?[a-zA-Z]|\\[\\[|&&");

    private Patterns() {
    }

    static void put(ObjectNode schema, String regexp) {
        schema.remove("pattern");
        if (WORDS.matcher(regexp).matches()) {
            var words = schema.putArray("enum");
            Stream.of(regexp.split("\\|")).forEach(words::add);
        }
        else if (!JAVA_ALONE.matcher(regexp).find()) {
            schema.put("pattern", "^(?:" + regexp + ")$");
        }
    }

}
