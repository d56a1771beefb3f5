package org.groundswell.campaign.web;

import org.jspecify.annotations.Nullable;

/** An organiser, for those who lead with them. */
record Person(String id, @Nullable String email) {
}
