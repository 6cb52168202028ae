package dev.atelier.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
    /** The example of the specification and of its reference libraries. */
    @Test
    void signsThePublishedExampleAsPublished() {
        String signature = Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretThatIsNoneIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> Secret.parse("hunter2"))
                .hasMessageContaining("begins with whsec_")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Secret.parse("whsec_???")).hasMessageContaining("Base64");
        assertThatThrownBy(() -> Secret.parse("whsec_c2hvcnQ=")).hasMessageContaining("24 to 64 bytes, not 5");
    }
}
