package org.groundswell.local.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that reads well as text and as Markdown. The first column is aligned to the
 * left, the others to the right.
 */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... header) {
        this.rows.add(List.of(header));
    }

    /**
     * Adds a row.
     * @param cells as many as the header has
     */
    void add(List<String> cells) {
        if (cells.size() != this.rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of another length than the header's");
        }
        this.rows.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        int[] widths = new int[this.rows.getFirst().size()];
        for (List<String> row : this.rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < this.rows.size(); i++) {
            append(table, this.rows.get(i), widths);
            if (i == 0) {
                appendRule(table, widths);
            }
        }
        return table.toString();
    }

    private static void append(StringBuilder table, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            table.append("| ").append((i == 0) ? row.get(i) + padding : padding + row.get(i)).append(' ');
        }
        table.append("|\n");
    }

    private static void appendRule(StringBuilder table, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            table.append('|').append("-".repeat(widths[i] + 1)).append((i == 0) ? '-' : ':');
        }
        table.append("|\n");
    }

}
