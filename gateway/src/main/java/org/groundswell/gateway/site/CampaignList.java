package org.groundswell.gateway.site;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/** A page of campaigns. */
record CampaignList(@JsonSetter(nulls = Nulls.AS_EMPTY) List<Campaign> items, long total) {
}
