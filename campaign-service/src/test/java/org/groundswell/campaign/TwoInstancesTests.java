package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.groundswell.defaults.testing.StandaloneService;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.defaults.testing.TopicReader.Received;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Two instances on one store and one broker, and one clock that rings in both. */
abstract class TwoInstancesTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CAMPAIGNS = 20;

    @Value("${spring.mongodb.uri}")
    String store;

    @Value("${groundswell.topics.partitions}")
    int partitions;

    @Test
    void whateverHappensToACampaignIsSaidOnceByWhicheverInstance() {
        var ann = anOrganiser();
        try (var second = secondInstance()) {
            var other = RestClient
                .create("http://127.0.0.1:" + second.getEnvironment().getRequiredProperty("local.server.port"));
            var closes = clock.instant().plus(Duration.ofDays(1));
            var ids = IntStream.range(0, CAMPAIGNS).mapToObj(i -> {
                var draft = drafted(aCampaign().with("conditional", true).with("target", 10).closing(closes.toString()),
                        ann);
                var launch = "/api/campaigns/" + draft.at("/slug").stringValue() + "/launch";
                analyticsService.counted(draft.at("/id").stringValue(), i, true);
                Thread.startVirtualThread(() -> post(launch, null, ann));
                other.post()
                    .uri(launch)
                    .contentType(MediaType.APPLICATION_JSON)
                    .headers(headers -> headers.setBearerAuth(ann.token()))
                    .retrieve()
                    .toBodilessEntity();
                return draft.at("/id").stringValue();
            }).toList();
            await().atMost(PATIENCE).until(() -> ids.stream().noneMatch(id -> announced(id).isEmpty()));
            // Both clocks ring at once, and neither knows beforehand.
            mongo.updateMulti(Query.query(Criteria.where("_id").in(ids)),
                    new Update().set("plan.closesAt", clock.instant()).inc("version", 1), Campaign.class);

            await().atMost(PATIENCE)
                .until(() -> ids.stream().allMatch(id -> campaigns.findById(id).orElseThrow().outcome() != null));
            await().atMost(PATIENCE)
                .until(() -> ids.stream().allMatch(id -> campaigns.findById(id).orElseThrow().unannounced().isEmpty()));
            for (var id : ids) {
                assertThat(announced(id)).extracting((Received event) -> event.header("ce_id"))
                    .isEqualTo(List.of(id + ":launched:1", id + ":closed", id + ":decided"));
                var audit = campaigns.findById(id).orElseThrow();
                assertThat(mongo.getCollection("audit").countDocuments(new Document("campaignId", id))
                        + audit.untold().size())
                    .isEqualTo(4);
            }
        }
    }

    private ConfigurableApplicationContext secondInstance() {
        return StandaloneService.of(CampaignService.class)
            .run("--server.port=0", "--spring.mongodb.uri=" + store, "--spring.kafka.bootstrap-servers=" + kafka,
                    "--groundswell.topics.partitions=" + partitions,
                    "--groundswell.internal.secret=" + TestSecrets.INTERNAL,
                    "--groundswell.analytics-service.url=" + analyticsService.url(),
                    "--spring.mail.port=" + mailServer.port(),
                    // Levels are the whole process's.
                    "--logging.level.com.icegreen=off");
    }

}
