package dev.atelier.gateway.web;

import dev.atelier.contract.artefact.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers with bytes that may be others the next time: clients keep them, and ask whether they still hold. */
public final class Revalidated {
    private Revalidated() {}

    /** The content with its digest as ETag, or 304 where {@code conditions} name that. */
    public static Response of(byte[] content, Request conditions) {
        EntityTag tag = new EntityTag(Sha256.of(content));
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(content) : unchanged)
                .tag(tag)
                .header("Cache-Control", "no-cache")
                .build();
    }
}
