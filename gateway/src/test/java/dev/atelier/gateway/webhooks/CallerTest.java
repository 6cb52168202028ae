package dev.atelier.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.configuration.TenantConfig;
import dev.atelier.gateway.testing.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Map<String, String> EVERYWHERE =
            Map.of("atelier.webhooks.allow-http", "true", "atelier.webhooks.allow-private-addresses", "true");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC);

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static Caller caller(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("atelier.tenants.shop.webhook-secret", SECRET);
        GatewayConfig config = Settings.of(all);
        return new Caller(new TenantConfig(config), new Destinations(config), config, CLOCK);
    }

    private static Answer call(Map<String, String> settings, String url) {
        return caller(settings)
                .call("shop", "msg_p5jXN8AQM9LWM0D4loKWxJek", url, "{\"test\": 2432232314}")
                .join();
    }

    @Test
    void theReceiverGetsTheBodyWithTheSpecificationsHeaders() {
        assertThat(call(EVERYWHERE, receiver.url("/hook"))).isEqualTo(new Answer.Taken());
        assertThat(receiver.calls("/hook"))
                .containsExactly(new Receiver.Received(
                        "/hook",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                        "{\"test\": 2432232314}"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.answer("/hook", 302);
        assertThat(call(EVERYWHERE, receiver.url("/hook"))).isEqualTo(new Answer.NotNow("the receiver answered 302"));
        assertThat(receiver.calls("/elsewhere")).isEmpty();
    }

    @Test
    void goneIsForGood() {
        receiver.answer("/hook", 410);
        assertThat(call(EVERYWHERE, receiver.url("/hook"))).isInstanceOf(Answer.Never.class);
    }

    @Test
    void aNameThatLeadsToThisHostIsNotCalled() {
        Answer answer =
                call(Map.of("atelier.webhooks.allow-http", "true"), "http://localhost:" + receiver.port() + "/hook");
        assertThat(answer).isInstanceOfSatisfying(Answer.Never.class, never -> assertThat(never.reason())
                .contains("no address of the public internet"));
        assertThat(receiver.calls("/hook")).isEmpty();
    }

    @Test
    void anAddressOfThisHostIsNotCalledHoweverItIsWritten() {
        Map<String, String> strict = Map.of("atelier.webhooks.allow-http", "true");
        for (String host : new String[] {"127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"}) {
            assertThat(call(strict, "http://" + host + ":" + receiver.port() + "/hook"))
                    .as(host)
                    .isNotInstanceOf(Answer.Taken.class);
        }
        assertThat(receiver.calls("/hook")).isEmpty();
    }

    @Test
    void withoutTlsNothingIsCalledUnlessAllowed() {
        assertThat(call(Map.of(), receiver.url("/hook"))).isEqualTo(new Answer.Never("only https is called"));
    }

    @Test
    void whoDoesNotListenMayDoSoLater() {
        String url = receiver.url("/hook");
        receiver.close();
        assertThat(call(EVERYWHERE, url)).isInstanceOf(Answer.NotNow.class);
    }
}
