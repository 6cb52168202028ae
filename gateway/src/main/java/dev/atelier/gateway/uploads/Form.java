package dev.atelier.gateway.uploads;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** A form of two parts, a JSON object and a picture. Whether a part has a file name does not matter. */
public record Form(byte[] json, byte[] picture) {
    private static final String PICTURE = "picture";

    /**
     * @param json name of the part that is the object
     * @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} where it has other parts than these two
     */
    public static Form of(MultipartFormDataInput input, String json) {
        List<String> names = List.of(json, PICTURE);
        Map<String, Collection<FormValue>> parts = input.getValues();
        var errors = new ArrayList<FieldError>();
        for (String name : parts.keySet()) {
            if (!names.contains(name)) {
                errors.add(new FieldError(
                        FieldError.pointer("", name),
                        "",
                        "There is no part '" + name + "' of the form; the parts are " + names + ".",
                        ClosestNames.to(name, names)));
            }
        }
        for (String name : names) {
            int count = parts.getOrDefault(name, List.of()).size();
            if (count != 1) {
                errors.add(new FieldError(
                        FieldError.pointer("", name),
                        "",
                        "The form must have one part '" + name + "', not " + count + ".",
                        List.of()));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_REQUEST, errors).asException();
        }
        return new Form(bytes(parts.get(json)), bytes(parts.get(PICTURE)));
    }

    private static byte[] bytes(Collection<FormValue> parts) {
        FormValue part = parts.iterator().next();
        if (!part.isFileItem()) {
            return part.getValue().getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream content = part.getFileItem().getInputStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the form cannot be read", e);
        }
    }
}
