/** The HTTP interface of campaigns and of signing in. */
@NullMarked
package org.groundswell.campaign.web;

import org.jspecify.annotations.NullMarked;
