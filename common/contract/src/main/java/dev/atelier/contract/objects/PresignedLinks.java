package dev.atelier.contract.objects;

import io.minio.Digest;
import io.minio.S3Escaper;
import io.minio.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Links by which anyone can read an object for a time: those that the MinIO client makes, to the letter. It makes one in
 * 35 µs, since it derives the day's key, and builds and reads URLs, for each of them; a job has up to 64, in its events and
 * again in its body.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Signature version 4 in the
 *     query</a>
 */
final class PresignedLinks {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    /** An object whose link is taken apart for what all have in common. */
    private static final String EXAMPLE = "example";

    private final StoreSettings settings;
    private final Client client;
    private volatile Optional<SigningDay> latest = Optional.empty();

    /** The one that knows the store's address. */
    interface Client {
        /** A link of its own making to an object. */
        String link(String key) throws Exception;
    }

    /**
     * What the links of a day have in common.
     *
     * @param origin scheme, host and port
     * @param folder path of the bucket, with the slash at its end
     */
    private record SigningDay(
            String day, String origin, String host, String folder, String scope, String credential, byte[] key) {}

    PresignedLinks(StoreSettings settings, Client client) {
        this.settings = settings;
        this.client = client;
    }

    /** @param validity from {@code now} on: whole seconds, 1 s to 7 days, S3's limit */
    URI link(String key, Duration validity, Instant now) throws Exception {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a link needs the key of an object");
        }
        if (validity.toSeconds() < 1 || validity.toSeconds() > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("a link is valid for 1 s to 7 days, not for " + validity);
        }
        ZonedDateTime at = now.atZone(ZoneOffset.UTC);
        SigningDay day = day(at);
        String path = day.folder() + S3Escaper.encodePath(key);
        String time = TIME.format(at);
        String query = "X-Amz-Algorithm=" + ALGORITHM + "&X-Amz-Credential=" + day.credential() + "&X-Amz-Date=" + time
                + "&X-Amz-Expires=" + validity.toSeconds() + "&X-Amz-SignedHeaders=host";
        String request = "GET\n" + path + "\n" + query + "\nhost:" + day.host() + "\n\nhost\nUNSIGNED-PAYLOAD";
        String toSign = ALGORITHM + "\n" + time + "\n" + day.scope() + "\n" + Digest.sha256Hash(request);
        String signature = HexFormat.of().formatHex(hmac(day.key(), toSign));
        return URI.create(day.origin() + path + "?" + query + "&X-Amz-Signature=" + signature);
    }

    private SigningDay day(ZonedDateTime at) throws Exception {
        String day = DAY.format(at);
        Optional<SigningDay> known = latest.filter(it -> it.day().equals(day));
        if (known.isPresent()) {
            return known.get();
        }
        URI example = URI.create(client.link(EXAMPLE));
        String path = example.getRawPath();
        SigningDay made = new SigningDay(
                day,
                example.getScheme() + "://" + example.getRawAuthority(),
                example.getRawAuthority(),
                path.substring(0, path.length() - EXAMPLE.length()),
                day + "/" + settings.region() + "/s3/aws4_request",
                S3Escaper.encode(Signer.credential(settings.accessKey(), at, settings.region())),
                key(day));
        latest = Optional.of(made);
        return made;
    }

    private byte[] key(String day) throws NoSuchAlgorithmException, InvalidKeyException {
        byte[] ofDay = hmac(("AWS4" + settings.secretKey()).getBytes(StandardCharsets.UTF_8), day);
        return hmac(hmac(hmac(ofDay, settings.region()), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) throws NoSuchAlgorithmException, InvalidKeyException {
        return Signer.sumHmac(key, text.getBytes(StandardCharsets.UTF_8));
    }
}
