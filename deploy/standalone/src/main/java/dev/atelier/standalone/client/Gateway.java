package dev.atelier.standalone.client;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.standalone.client.ModelView.ModelsView;
import java.net.URI;
import java.util.List;

/** A gateway as seen by a client. Every call fails with a {@link dev.atelier.standalone.terminal.CommandFailure} that carries the gateway's words. */
public final class Gateway {
    private final GatewayHttp http;

    public Gateway(URI address) {
        this.http = new GatewayHttp(address);
    }

    public List<ModelView> models() throws InterruptedException {
        return http.get(URI.create("/v1/models"), ModelsView.class).models();
    }

    /** What can be asked of a model's champion. */
    public AttributeSchema schema(String model) throws InterruptedException {
        return http.get(URI.create("/v1/models/" + model + "/schema"), SchemaView.class)
                .schema();
    }

    private record SchemaView(AttributeSchema schema) {}
}
