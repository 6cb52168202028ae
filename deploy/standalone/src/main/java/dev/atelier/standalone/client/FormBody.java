package dev.atelier.standalone.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A body of type multipart/form-data (RFC 7578). */
final class FormBody {
    private final String boundary = "atelier-" + UUID.randomUUID();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    FormBody json(String name, byte[] content) {
        return part("name=\"" + name + "\"", "application/json", content);
    }

    FormBody file(String name, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + name + "\"", "application/octet-stream", content);
    }

    private FormBody part(String disposition, String type, byte[] content) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: " + type
                + "\r\n\r\n");
        parts.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        parts.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(parts.toByteArray());
        whole.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }
}
