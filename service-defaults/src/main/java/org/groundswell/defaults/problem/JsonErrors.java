package org.groundswell.defaults.problem;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a JSON body could not be read. */
public final class JsonErrors {

    private JsonErrors() {
    }

    /**
     * The fields that are to blame.
     * @param thrown what reading ran into
     * @return one; none when it is no JSON at all
     */
    public static List<FieldError> of(JacksonException thrown) {
        if (thrown instanceof UnrecognizedPropertyException unknown) {
            return List.of(new FieldError(pathOf(unknown), "is not a field of this request"));
        }
        var malformed = thrown instanceof StreamReadException && !(thrown instanceof InputCoercionException);
        return malformed || pathOf(thrown).isEmpty() ? List.of()
                : List.of(new FieldError(pathOf(thrown), "has a value of the wrong type or form"));
    }

    private static String pathOf(JacksonException thrown) {
        var path = new StringBuilder();
        for (var step : thrown.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            }
            else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

}
