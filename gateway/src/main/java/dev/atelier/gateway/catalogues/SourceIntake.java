package dev.atelier.gateway.catalogues;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.catalogues.Mistake;
import dev.atelier.contract.catalogues.SourceLine;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource;
import dev.atelier.contract.messages.CatalogueSource.Format;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Brings sources into the store, checked. Each upload has a key of its own, also under one Idempotency-Key: two at one time
 * must not write over each other. One that is refused, or breaks off, leaves nothing, and what a gateway that is killed leaves
 * is {@linkplain AbandonedSources removed} later. Beside the sources it keeps the versions
 * that catalogues were accepted for.
 */
@ApplicationScoped
class SourceIntake {
    private final ObjectStore store;
    private final GatewayConfig config;

    SourceIntake(ObjectStore store, GatewayConfig config) {
        this.store = store;
        this.config = config;
    }

    /** Where a tenant's clients put objects that they want read. */
    static String uploads(Tenant tenant) {
        return "uploads/" + tenant.name() + "/";
    }

    /** A source that lies in the store, and whether it was brought there by this request. */
    record Taken(CatalogueSource source, CheckedSource checked, boolean ours) {}

    /** @throws dev.atelier.gateway.problems.ProblemException where it is refused */
    Taken upload(
            Tenant tenant,
            String batch,
            long seed,
            CatalogueWish wish,
            Manifest version,
            Format format,
            InputStream body) {
        String file =
                ObjectKeys.SOURCES + UUID.randomUUID() + "." + format.name().toLowerCase(Locale.ROOT);
        String key = ObjectKeys.batchFile(tenant.name(), batch, file);
        try (ObjectUpload upload = store.upload(key, "application/octet-stream")) {
            CheckedSource checked =
                    SourceCheck.check(body, upload, config.uploadLimit().asLongValue(), format, version.schema(), seed);
            requireRight(wish, checked);
            upload.complete();
            return new Taken(new CatalogueSource(key, checked.sha256(), format), checked, true);
        }
    }

    /** @throws dev.atelier.gateway.problems.ProblemException where there is no such object, or it is refused */
    Taken inStore(long seed, CatalogueWish wish, Manifest version, Format format, String key) {
        try (InputStream object = store.open(key)) {
            CheckedSource checked = SourceCheck.check(
                    object, OutputStream.nullOutputStream(), Long.MAX_VALUE, format, version.schema(), seed);
            requireRight(wish, checked);
            return new Taken(new CatalogueSource(key, checked.sha256(), format), checked, false);
        } catch (ObjectNotFoundException e) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            List.of(new FieldError(
                                    "/object/key", key, "There is no object '" + key + "' in the store.", List.of())))
                    .asException();
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + key, e);
        }
    }

    /** A catalogue may be paused for longer than a version is kept that nobody uses. */
    void keep(Manifest version) {
        store.put(
                ObjectKeys.versionInUse(version.model(), version.version()),
                new byte[0],
                "application/octet-stream",
                Map.of());
    }

    /** Takes a source back that became no batch. */
    void drop(Taken taken) {
        if (taken.ours()) {
            store.delete(taken.source().key());
        }
    }

    private static void requireRight(CatalogueWish wish, CheckedSource checked) {
        if (checked.bad() > 0 && !wish.skipInvalid() || checked.items() == 0) {
            String detail = checked.items() + checked.bad() == 0
                    ? "The catalogue says no items."
                    : checked.bad() + " of " + (checked.items() + checked.bad())
                            + " lines say nothing that the model can make; errors has the first of them. Mend them, or"
                            + " leave them out by onInvalid=skip.";
            throw new Problem(
                            ProblemType.INVALID_CATALOGUE,
                            ProblemType.INVALID_CATALOGUE.status(),
                            detail,
                            checked.firstBad().stream()
                                    .flatMap(bad -> bad.mistakes().stream().map(mistake -> error(bad, mistake)))
                                    .toList(),
                            Map.of())
                    .asException();
        }
        long shards = (checked.items() + wish.shardSize() - 1) / wish.shardSize();
        if (shards > CatalogueRequest.MOST_SHARDS) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            List.of(new FieldError(
                                    "/shardSize",
                                    Integer.toString(wish.shardSize()),
                                    checked.items() + " items would be " + shards + " shards of " + wish.shardSize()
                                            + "; a batch has at most " + CatalogueRequest.MOST_SHARDS
                                            + ": ask for larger shards.",
                                    List.of())))
                    .asException();
        }
    }

    private static FieldError error(SourceLine.Bad bad, Mistake mistake) {
        String line = FieldError.pointer("/lines", Long.toString(bad.line()));
        return new FieldError(
                mistake.field().isEmpty() ? line : FieldError.pointer(line, mistake.field()),
                mistake.value(),
                "Line " + bad.line() + ": " + mistake.message(),
                mistake.closest());
    }
}
