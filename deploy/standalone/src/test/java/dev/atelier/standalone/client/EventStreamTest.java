package dev.atelier.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void dataComeEventByEvent() throws IOException {
        try (EventStream events =
                stream("event:started\nid:2\ndata:{\"a\":1}\n\n:comment\n\ndata: two\ndata: lines\n\n")) {
            assertThat(events.next()).contains("{\"a\":1}");
            assertThat(events.next()).contains("two\nlines");
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void anEventThatIsCutOffDoesNotCount() throws IOException {
        try (EventStream events = stream("data: whole\n\ndata: cut")) {
            assertThat(events.next()).contains("whole");
            assertThat(events.next()).isEmpty();
        }
    }
}
