package org.groundswell.defaults.testing.openapi;

import java.lang.reflect.Parameter;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the methods that answer requests tell of operations. */
final class Operations {

    private final ApplicationContext context;

    private final ObjectNode document;

    Operations(ApplicationContext context, ObjectNode document) {
        this.context = context;
        this.document = document;
    }

    void tellWhatEveryOneDoes() {
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .forEach((mapping, handler) -> mapping.getPatternValues()
                .forEach(pattern -> mapping.getMethodsCondition()
                    .getMethods()
                    .forEach(method -> operation(pattern, method.name().toLowerCase(Locale.ROOT))
                        .ifPresent(operation -> tell(operation, pattern, handler)))));
    }

    private Optional<ObjectNode> operation(String pattern, String method) {
        var path = pattern.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
        return document.path("paths").path(path).path(method) instanceof ObjectNode found ? Optional.of(found)
                : Optional.empty();
    }

    private void tell(ObjectNode operation, String pattern, HandlerMethod handler) {
        var controller = StringUtils.uncapitalize(handler.getBeanType().getSimpleName().replace("Controller", ""));
        var id = controller + StringUtils.capitalize(handler.getMethod().getName());
        operation.putArray("tags").add(controller);
        if (!operation.path("operationId").stringValue().startsWith(controller)
                || operation.path("operationId").stringValue().compareTo(id) > 0) {
            // Two methods, for two formats, are one operation.
            operation.put("operationId", id);
        }
        var answers = operation.withObject("/responses");
        if (pattern.contains("{")) {
            answers.putObject("404");
        }
        if (operation.has("requestBody")) {
            answers.putObject("413");
            answers.putObject("415");
        }
        Stream.of(handler.getMethod().getParameters()).forEach(parameter -> tell(operation, parameter));
        if (operation.has("requestBody")
                || operation.path("parameters").valueStream().anyMatch(Operations::canBeWrong)) {
            answers.putObject("400");
        }
    }

    private static boolean canBeWrong(JsonNode parameter) {
        return parameter.path("in").asString().equals("query") || parameter.at("/schema/pattern").isString();
    }

    private void tell(ObjectNode operation, Parameter parameter) {
        if (Principal.class.isAssignableFrom(parameter.getType())
                || parameter.isAnnotationPresent(AuthenticationPrincipal.class)) {
            var security = operation.putArray("security");
            if (RecordSchemas.isNullable(parameter.getAnnotatedType())) {
                security.addObject();
            }
            else {
                operation.withObject("/responses").putObject("403");
            }
            security.addObject().putArray("organiser");
            operation.withObject("/responses").putObject("401");
        }
        operation.path("parameters")
            .valueStream()
            .filter(described -> described.path("name").asString().equals(nameOf(parameter)))
            .forEach(described -> complete((ObjectNode) described.path("schema"), parameter));
    }

    private static void complete(ObjectNode schema, Parameter parameter) {
        RecordSchemas.constrain(schema, parameter);
        RecordSchemas.constrain(schema, parameter.getAnnotatedType());
        if (parameter.isAnnotationPresent(RequestHeader.class)
                && Iterable.class.isAssignableFrom(parameter.getType())) {
            // A list is one line, with commas.
            schema.removeAll().put("type", "string");
        }
        if (parameter.getType().isEnum()) {
            var values = schema.putArray("enum");
            Stream.of(parameter.getType().getEnumConstants())
                .forEach(value -> values.add(value.toString().toLowerCase(Locale.ROOT)));
            if (schema.has("default")) {
                schema.put("default", schema.path("default").asString().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String nameOf(Parameter parameter) {
        var header = parameter.getAnnotation(RequestHeader.class);
        var query = parameter.getAnnotation(RequestParam.class);
        var path = parameter.getAnnotation(PathVariable.class);
        var given = header != null ? header.name() : query != null ? query.name() : path != null ? path.name() : "";
        return given.isEmpty() ? parameter.getName() : given;
    }

}
