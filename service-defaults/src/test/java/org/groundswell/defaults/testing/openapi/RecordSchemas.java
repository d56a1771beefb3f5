package org.groundswell.defaults.testing.openapi;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What records say of their components and the generator does not read: what may be null,
 * and the constraints that are not Jakarta's own: Hibernate's, and those of services,
 * known by their names.
 */
final class RecordSchemas {

    private static final java.util.regex.Pattern GENERIC = java.util.regex.Pattern
        .compile("(.+?)Org\\.groundswell\\..*");

    private RecordSchemas() {
    }

    static void complete(ObjectNode document) {
        document.at("/components/schemas")
            .propertyStream()
            .forEach(schema -> recordOf(schema.getKey()).ifPresent(type -> Stream.of(type.getRecordComponents())
                .forEach(component -> complete((ObjectNode) schema.getValue(), component))));
        // An unknown member is a typing error.
        document.findValues("requestBody")
            .stream()
            .flatMap(body -> body.findValuesAsString("$ref").stream())
            .distinct()
            .forEach(
                    reference -> ((ObjectNode) document.at(reference.substring(1))).put("additionalProperties", false));
    }

    private static void complete(ObjectNode schema, RecordComponent component) {
        var properties = schema.withObject("/properties");
        if (!(properties.get(component.getName()) instanceof ObjectNode property)) {
            return;
        }
        constrain(property, fieldOf(component));
        complete(property, component.getAnnotatedType());
        if (isNullable(component.getAnnotatedType())) {
            properties.set(component.getName(), orNull(property));
        }
        else if (schema.withArray("/required")
            .valueStream()
            .noneMatch(name -> component.getName().equals(name.asString()))) {
            schema.withArray("/required").add(component.getName());
        }
    }

    private static void complete(ObjectNode schema, AnnotatedType type) {
        constrain(schema, type);
        if (!(type instanceof AnnotatedParameterizedType generic)) {
            return;
        }
        var inner = generic.getAnnotatedActualTypeArguments();
        var member = inner.length == 2 ? "additionalProperties" : "items";
        if (schema.get(member) instanceof ObjectNode items) {
            complete(items, inner[inner.length - 1]);
            schema.set(member, isNullable(inner[inner.length - 1]) ? orNull(items) : items);
        }
    }

    /** Adds constraints to a parameter's or a member's schema. */
    static void constrain(ObjectNode schema, AnnotatedElement element) {
        for (var range : element.getAnnotationsByType(Range.class)) {
            schema.put("minimum", range.min()).put("maximum", range.max());
        }
        if (element.isAnnotationPresent(NotBlank.class)) {
            schema.put("minLength", 1);
        }
        if (element.isAnnotationPresent(UniqueElements.class)) {
            schema.put("uniqueItems", true);
        }
        for (var annotation : element.getAnnotations()) {
            switch (annotation.annotationType().getSimpleName()) {
                case "AtMostCharacters" ->
                    schema.put("maxLength", (int) Objects.requireNonNull(AnnotationUtils.getValue(annotation)));
                case "EmailAddressForm" -> schema.put("format", "email");
                default -> {
                    // Either the generator reads it, or it says nothing of schemas.
                }
            }
        }
        for (var pattern : element.getAnnotationsByType(Pattern.class)) {
            Patterns.put(schema, pattern.regexp());
        }
    }

    static boolean isNullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static JsonNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            var either = schema.objectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        var type = schema.path("type");
        if (type.isString()) {
            schema.putArray("type").add(type).add("null");
        }
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return schema;
    }

    private static Optional<Class<?>> recordOf(String name) {
        var generic = GENERIC.matcher(name);
        var type = ClassUtils.resolveClassName(generic.matches() ? generic.group(1) : name, null);
        return type.isRecord() ? Optional.of(type) : Optional.empty();
    }

    private static AnnotatedElement fieldOf(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        }
        catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

}
