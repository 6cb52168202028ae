package dev.atelier.gateway.catalogues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.BodyFields;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;

/** Reads the query of an upload as the fields that a body would have, so that both are checked alike. */
final class UploadParameters {
    private static final List<String> WHOLE = List.of("shardSize", "seed");

    private UploadParameters() {}

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} with all mistakes */
    static CatalogueWish read(MultivaluedMap<String, String> query) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        var errors = new ArrayList<FieldError>();
        query.forEach((name, values) -> {
            String value = values.get(0);
            if (values.size() > 1) {
                errors.add(new FieldError("/" + name, value, "'" + name + "' is given more than once.", List.of()));
            } else if (WHOLE.contains(name) && value.matches("[0-9]{1,18}")) {
                object.put(name, Long.parseLong(value));
            } else {
                object.put(name, value);
            }
        });
        var fields = new BodyFields("", object, errors);
        fields.requireKnown(WishFields.NAMES);
        CatalogueWish wish = WishFields.read(fields);
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_REQUEST, errors).asException();
        }
        return wish;
    }
}
