package org.groundswell.pledge;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pledges as clients send them. */
public final class SubmissionMother {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private SubmissionMother() {
    }

    /**
     * A pledge of the kind most people make.
     * @return to be varied
     */
    public static SubmissionMother aPledge() {
        return new SubmissionMother().with("displayName", "Ward 7").with("place", "QWO").with("role", "clinical");
    }

    /**
     * Changes a field.
     * @param field its name
     * @param value its value
     * @return this
     */
    public SubmissionMother with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /**
     * What is sent.
     * @return the request's fields
     */
    public Map<String, Object> body() {
        return Map.copyOf(fields);
    }

}
