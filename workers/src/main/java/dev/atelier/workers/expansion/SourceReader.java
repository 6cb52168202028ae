package dev.atelier.workers.expansion;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.catalogues.SourceLine;
import dev.atelier.contract.catalogues.UnreadableSourceException;
import dev.atelier.contract.catalogues.WantedItems;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Reads a batch's items from its source once, in order; lines without an item are passed over, as was agreed at the door. */
final class SourceReader implements AutoCloseable {
    private final CatalogueRequest request;
    private final MessageDigest digest = Sha256.newDigest();
    private final InputStream in;
    private final WantedItems items;

    private SourceReader(CatalogueRequest request, InputStream in, AttributeSchema schema) throws IOException {
        this.request = request;
        this.in = new DigestInputStream(in, digest);
        this.items = WantedItems.read(request.source().format(), this.in, schema, request.seed());
    }

    /** @throws BatchFailure where there is no source, or it cannot be read */
    static SourceReader open(CatalogueRequest request, ObjectStore store, AttributeSchema schema) throws IOException {
        InputStream in;
        try {
            in = store.open(request.source().key());
        } catch (ObjectNotFoundException e) {
            throw new BatchFailure(
                    "source-gone", "The source " + request.source().key() + " is no longer in the store.");
        }
        try {
            return new SourceReader(request, in, schema);
        } catch (UnreadableSourceException e) {
            in.close();
            throw altered(request, e.getMessage());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** @throws BatchFailure where there are fewer items than were accepted */
    CatalogueItem next() throws IOException {
        return nextOrNone().orElseThrow(() -> altered(request, "It has fewer items."));
    }

    private Optional<CatalogueItem> nextOrNone() throws IOException {
        for (Optional<SourceLine> line = items.next(); line.isPresent(); line = items.next()) {
            if (line.get() instanceof SourceLine.Wanted wanted) {
                return Optional.of(wanted.item());
            }
        }
        return Optional.empty();
    }

    /**
     * Reads what is left after the last item.
     *
     * @throws BatchFailure where the source is another than was accepted
     */
    void requireEnd() throws IOException {
        if (nextOrNone().isPresent()) {
            throw altered(request, "It has more items.");
        }
        in.transferTo(OutputStream.nullOutputStream());
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(request.source().sha256())) {
            throw altered(request, "Its SHA-256 is " + sha256 + ".");
        }
    }

    private static BatchFailure altered(CatalogueRequest request, String how) {
        return new BatchFailure(
                "source-altered",
                "The source " + request.source().key() + " is not the one that was accepted, with SHA-256 "
                        + request.source().sha256() + ": " + how);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
