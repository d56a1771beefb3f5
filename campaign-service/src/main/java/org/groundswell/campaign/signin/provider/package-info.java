/**
 * Signing in with an OpenID provider in place of mail: OpenID Connect Core 1.0, the
 * authorization code flow with PKCE (RFC 7636).
 */
@NullMarked
package org.groundswell.campaign.signin.provider;

import org.jspecify.annotations.NullMarked;
