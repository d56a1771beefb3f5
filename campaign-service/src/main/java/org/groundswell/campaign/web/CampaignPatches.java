package org.groundswell.campaign.web;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.LeadCampaigns.Edited;
import org.groundswell.campaign.Places;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies merge patches (RFC 7396) to what organisers write of a campaign. What comes of
 * it is held to the same rules as a new campaign; null gives a field its default, but a
 * slug stays.
 */
@Component
class CampaignPatches {

    private final JsonMapper json;

    private final Validator validator;

    private final Places places;

    CampaignPatches(JsonMapper json, Validator validator, Places places) {
        this.json = json;
        this.validator = validator;
        this.places = places;
    }

    /**
     * What a campaign shall be.
     * @param patch the merge patch
     * @param campaign as it is
     * @param request that it came with
     * @return as it shall be
     * @throws HttpMessageNotReadableException when the patch names unknown fields, or has
     * values of the wrong kind
     * @throws ConstraintViolationException when values break a rule
     */
    Edited apply(ObjectNode patch, Campaign campaign, ServletServerHttpRequest request) {
        return merge(patch, CampaignRequest.of(campaign), request);
    }

    /**
     * What the next edition of a campaign shall be: the same where the patch says nothing
     * else, but for its slug and its dates, which are another year's.
     * @param patch the merge patch
     * @param campaign the campaign that it follows
     * @param request that it came with
     * @return the new edition
     * @throws HttpMessageNotReadableException when the patch names unknown fields, or has
     * values of the wrong kind
     * @throws ConstraintViolationException when values break a rule
     */
    Edited next(ObjectNode patch, Campaign campaign, ServletServerHttpRequest request) {
        return merge(patch, CampaignRequest.ofAnotherYear(campaign), request);
    }

    private Edited merge(ObjectNode patch, CampaignRequest base, ServletServerHttpRequest request) {
        ObjectNode merged = json.valueToTree(base);
        // No field holds an object, so the fields of the patch replace those of the
        // campaign.
        patch.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        var edited = read(merged, request);
        var violations = validator.validate(edited);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return new Edited(edited.toPlan(places), edited.slug());
    }

    private CampaignRequest read(JsonNode merged, ServletServerHttpRequest request) {
        try {
            return json.treeToValue(merged, CampaignRequest.class);
        }
        catch (JacksonException mismatch) {
            throw new HttpMessageNotReadableException("not a campaign", mismatch, request);
        }
    }

}
