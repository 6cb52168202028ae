package dev.atelier.workers.shards;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Makes a shard's index from its tar file: the same bytes as when both were made together. */
final class TarIndex {
    private TarIndex() {}

    /**
     * @param tar from its start to its end; one picture of it is in memory at a time
     * @param name of the tar file in the store
     * @throws IOException where it breaks off or is no tar file
     * @throws IllegalStateException where it is no shard
     */
    static byte[] of(InputStream tar, String name) throws IOException {
        var index = new ByteArrayOutputStream();
        var files = new TarArchiveInputStream(tar);
        while (files.getNextEntry() != null) {
            long offset = files.getBytesRead();
            byte[] png = files.readAllBytes();
            if (files.getNextEntry() == null) {
                throw new IllegalStateException(name + " ends between a picture and what is said of it");
            }
            Member member = member(files.readAllBytes(), name);
            if (!Sha256.of(png).equals(member.sha256())) {
                throw new IllegalStateException("the picture of item " + member.id() + " in " + name + " is another");
            }
            index.writeBytes(Json.bytes(new ManifestLine(
                    member.id(), member.attributes(), member.seed(), name, offset, png.length, member.sha256())));
            index.write('\n');
        }
        return index.toByteArray();
    }

    private static Member member(byte[] json, String name) throws IOException {
        try {
            return Json.mapper().readValue(json, Member.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " has what is said of no item: " + e.getOriginalMessage(), e);
        }
    }
}
