package dev.atelier.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jclouds.http.HttpResponseException;
import org.junit.jupiter.api.Test;

class FullDiskTest {
    @Test
    void aFullDiskIsToldAs507HoweverDeepTheReasonLies() {
        var full = new RuntimeException(
                "wrapped", new UncheckedIOException(new FileSystemException("/x", null, "No space left on device")));

        RuntimeException told = FullDisk.told(full);

        assertThat(told)
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("No space left on device")
                .hasCause(full);
        assertThat(((HttpResponseException) told).getResponse().getStatusCode()).isEqualTo(507);
    }

    @Test
    void anyOtherFailureStaysWhatItIs() {
        var other = new UncheckedIOException(new IOException("Input/output error"));
        assertThat(FullDisk.told(other)).isSameAs(other);
        var silent = new IllegalStateException();
        assertThat(FullDisk.told(silent)).isSameAs(silent);
    }
}
