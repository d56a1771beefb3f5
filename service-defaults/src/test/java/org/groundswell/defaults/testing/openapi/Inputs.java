package org.groundswell.defaults.testing.openapi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes up what schemas allow, and what they do not. */
final class Inputs {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int ORDINARY = 12;

    private final ApiDocument document;

    private final Random random;

    Inputs(ApiDocument document, Random random) {
        this.document = document;
        this.random = random;
    }

    /**
     * Which of what may be left out is there, and how long words are; or that everything
     * is null that may be.
     */
    enum Amount {

        LEAST, SOME, ALL, LONGEST, NULLS

    }

    /** Something that a schema allows. */
    JsonNode valid(JsonNode schema, Amount amount) {
        var one = document.resolved(schema);
        if (amount == Amount.NULLS && mayBeNull(one)) {
            return JSON.nullNode();
        }
        if (one.has("anyOf")) {
            return valid(one.at("/anyOf/0"), amount);
        }
        if (one.has("const")) {
            return one.path("const");
        }
        if (one.has("enum")) {
            var values = one.path("enum").valueStream().filter(value -> !value.isNull()).toList();
            return values.get(random.nextInt(values.size()));
        }
        return switch (typeOf(one)) {
            case "integer", "number" -> JSON.getNodeFactory().numberNode(number(one));
            case "boolean" -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case "array" -> list(one, amount);
            case "object" -> object(one, amount);
            default -> JSON.getNodeFactory().stringNode(text(one, amount));
        };
    }

    /**
     * What a schema for objects does not allow: a good one, each time with one thing
     * wrong.
     * @return JSON, each under a name that says what is wrong
     */
    Map<String, String> invalid(JsonNode schema, ObjectNode good) {
        var one = document.resolved(schema);
        var wrong = new LinkedHashMap<String, String>();
        wrong.put("not JSON", "{\"" + word(3) + "\": ");
        wrong.put("a list", "[]");
        if (!one.path("additionalProperties").booleanValue(true)) {
            wrong.put("an unknown member", good.deepCopy().put("x" + word(6), 1).toString());
        }
        one.path("required")
            .forEach(name -> wrong.put("without " + name.stringValue(),
                    good.deepCopy().without(name.stringValue()).toString()));
        one.path("properties").propertyStream().forEach(member -> {
            var its = document.resolved(member.getValue());
            wrong.put(member.getKey() + " of another type",
                    good.deepCopy().set(member.getKey(), ofAnotherType(its)).toString());
            broken(its).forEach((what, value) -> wrong.put(member.getKey() + " " + what,
                    good.deepCopy().set(member.getKey(), value).toString()));
        });
        return wrong;
    }

    /** Values that break one rule of a schema each, under a name for the rule. */
    Map<String, JsonNode> broken(JsonNode schema) {
        var factory = JSON.getNodeFactory();
        var broken = new LinkedHashMap<String, JsonNode>();
        if (schema.has("maxLength")) {
            broken.put("too long", factory.stringNode("a".repeat(schema.path("maxLength").intValue() + 1)));
        }
        if (schema.has("minimum")) {
            broken.put("too small", factory.numberNode(schema.path("minimum").longValue() - 1));
        }
        if (schema.has("maximum")) {
            broken.put("too large", factory.numberNode(schema.path("maximum").longValue() + 1));
        }
        if (schema.has("maxItems")) {
            var items = factory.arrayNode();
            for (int i = 0; i <= schema.path("maxItems").intValue(); i++) {
                items.add(valid(schema.path("items"), Amount.SOME));
            }
            broken.put("too many", items);
        }
        if (schema.has("enum")) {
            broken.put("not on the list", factory.stringNode("no-" + word(8)));
        }
        if (schema.has("pattern")) {
            Stream.of("!", "a b", "é", "\u0007")
                .filter(text -> !text.matches(schema.path("pattern").stringValue()))
                .findFirst()
                .ifPresent(text -> broken.put("of another form", factory.stringNode(text)));
        }
        if (schema.path("format").asString("").equals("date-time")
                || schema.path("format").asString("").equals("email")) {
            broken.put("of no such form", factory.stringNode("tomorrow"));
        }
        return broken;
    }

    String word(int length) {
        return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private JsonNode ofAnotherType(JsonNode schema) {
        return switch (typeOf(schema)) {
            case "object" -> JSON.getNodeFactory().stringNode(word(5));
            case "integer", "number", "boolean", "array" -> JSON.createObjectNode().put(word(3), word(3));
            default -> JSON.createObjectNode();
        };
    }

    private long number(JsonNode schema) {
        var least = schema.path("minimum").longValue(0);
        var most = Math.min(schema.path("maximum").longValue(Long.MAX_VALUE), least + 1_000);
        return random.nextLong(least, most + 1);
    }

    private JsonNode list(JsonNode schema, Amount amount) {
        var items = JSON.createArrayNode();
        var wanted = Math.max(schema.path("minItems").intValue(0), amount == Amount.LEAST ? 0 : 1 + random.nextInt(3));
        while (items.size() < wanted) {
            var item = valid(schema.path("items"), amount);
            if (items.valueStream().noneMatch(item::equals)) {
                items.add(item);
            }
        }
        return items;
    }

    private JsonNode object(JsonNode schema, Amount amount) {
        var object = JSON.createObjectNode();
        var required = schema.path("required").valueStream().map(JsonNode::stringValue).toList();
        schema.path("properties")
            .propertyStream()
            .filter(member -> required.contains(member.getKey()) || amount == Amount.ALL || amount == Amount.LONGEST
                    || amount == Amount.SOME && random.nextBoolean()
                    || amount == Amount.NULLS && mayBeNull(member.getValue()))
            .forEach(member -> object.set(member.getKey(), valid(member.getValue(), amount)));
        return object;
    }

    private String text(JsonNode schema, Amount amount) {
        switch (schema.path("format").asString("")) {
            case "date-time":
                return Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(random.nextInt(3_600)).toString();
            case "date":
                return LocalDate.now(ZoneOffset.UTC).plusDays(1 + random.nextInt(300)).toString();
            case "email":
                return word(ORDINARY) + "@example.org";
            default:
                var least = schema.path("minLength").intValue(1);
                var most = schema.path("maxLength").intValue(ORDINARY);
                var length = amount == Amount.LONGEST ? most : Math.clamp(1 + random.nextInt(ORDINARY), least, most);
                return Stream.of(word(length), word(ORDINARY), "1" + random.nextInt(100_000))
                    .filter(word -> word.matches(schema.path("pattern").asString(".*")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("cannot think of a text like " + schema));
        }
    }

    private static boolean mayBeNull(JsonNode schema) {
        return Stream.concat(Stream.of(schema), schema.path("anyOf").valueStream())
            .map(one -> one.path("type"))
            .anyMatch(type -> type.asString("").equals("null")
                    || type.valueStream().anyMatch(one -> one.asString().equals("null")));
    }

    private static String typeOf(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).stringValue() : type.asString("string");
    }

}
