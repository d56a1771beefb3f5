package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CsvTests {

    @Test
    void quotedFieldsHaveCommasQuotesAndLineBreaks() {
        assertThat(Csv.read("a,\"b, c\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",,\n"))
            .containsExactly(List.of("a", "b, c", "say \"hi\""), List.of("two\nlines", "", ""));
    }

    @Test
    void aByteOrderMarkAndEmptyLinesArePassedOver() {
        assertThat(Csv.read("\uFEFFa,b\n\n\r\nc,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(Csv.read("")).isEmpty();
    }

    @Test
    void aQuotedFieldThatDoesNotEndProperlyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read("a,\"b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read("a,\"b\"c"));
    }

    @Property
    void whatWasQuotedIsReadBack(@ForAll @Size(min = 1, max = 4) List<@Size(min = 1, max = 4) List<String>> lines) {
        var text = lines.stream()
            .map(line -> line.stream()
                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n"));
        assertThat(Csv.read(text)).isEqualTo(lines.stream().filter(line -> !line.equals(List.of(""))).toList());
    }

}
