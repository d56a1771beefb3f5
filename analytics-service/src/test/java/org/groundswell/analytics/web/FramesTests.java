package org.groundswell.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.analytics.TallyMother.aTally;

import java.nio.charset.StandardCharsets;
import org.groundswell.analytics.web.Frames.Detail;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = LiveStreams.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class FramesTests {

    @Autowired
    private Frames frames;

    @Test
    void aVersionIsWrittenOnceForAllListeners() {
        for (var detail : Detail.values()) {
            assertThat(frames.of(aTally("a", 1, 10), detail)).isSameAs(frames.of(aTally("a", 1, 10), detail));
        }
    }

    @Test
    void everyVersionAndEveryDetailHasAFrameOfItsOwn() {
        assertThat(text("a", 2, Detail.COUNT))
            .isEqualTo("event: tally\nid: 2\ndata: {\"version\":2,\"pledges\":20,\"people\":20,\"target\":1000}\n\n");
        assertThat(text("a", 3, Detail.COUNT)).contains("id: 3\n");
        assertThat(text("b", 3, Detail.NAMED_COUNT)).contains("data: {\"campaign\":\"b\",\"version\":3,");
        assertThat(text("a", 3, Detail.ALL)).contains("\"byPlace\":").endsWith("}\n\n");
    }

    private String text(String slug, long version, Detail detail) {
        return new String(frames.of(aTally(slug, version, 10 * version), detail), StandardCharsets.UTF_8);
    }

}
