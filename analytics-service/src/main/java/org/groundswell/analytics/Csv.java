package org.groundswell.analytics;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as RFC 4180 has it: fields may be quoted, and then have commas, line breaks
 * and doubled quotes in them. A byte order mark and empty lines are passed over.
 */
final class Csv {

    private static final int END = -1;

    private final String text;

    private int at;

    private Csv(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * All lines of a text.
     * @param text the text
     * @return the fields of each line
     * @throws IllegalArgumentException when a quoted field is not closed, or goes on
     * after its end
     */
    static List<List<String>> read(String text) {
        return new Csv(text).lines();
    }

    private List<List<String>> lines() {
        var lines = new ArrayList<List<String>>();
        while (peek() != END) {
            var line = line();
            if (!line.equals(List.of(""))) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> line() {
        var fields = new ArrayList<String>();
        fields.add(field());
        while (peek() == ',') {
            at++;
            fields.add(field());
        }
        if (peek() == '\r') {
            at++;
        }
        if (peek() == '\n') {
            at++;
        }
        return fields;
    }

    private String field() {
        if (peek() != '"') {
            int start = at;
            while (!endsField(peek())) {
                at++;
            }
            return text.substring(start, at);
        }
        at++;
        var field = new StringBuilder();
        while (peek() != END) {
            char next = text.charAt(at++);
            if (next != '"') {
                field.append(next);
            }
            else if (peek() == '"') {
                field.append(text.charAt(at++));
            }
            else if (endsField(peek())) {
                return field.toString();
            }
            else {
                throw new IllegalArgumentException("a quoted field goes on after its end: " + field);
            }
        }
        throw new IllegalArgumentException("a quoted field is not closed");
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private static boolean endsField(int character) {
        return character == ',' || character == '\r' || character == '\n' || character == END;
    }

}
