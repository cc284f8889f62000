package dev.roundtable.federation;

import java.net.URI;

/** One site whose accounts people sign in with. */
sealed interface Provider permits OidcProvider, GithubProvider, WechatProvider {

	/** What stands in addresses. */
	String id();

	/** As people read it. */
	String name();

	/** Who answers for its people: with the subject, one person for good. */
	String authority();

	/**
	 * Where a browser is sent.
	 * @throws ProviderFailed when the site could not be asked for it
	 */
	URI authorization(Flow flow);

	/**
	 * Who came back with that code.
	 * @throws ProviderFailed when the site refused it, could not be reached, or said what
	 * is not right
	 */
	Identity identity(Flow flow, String code);

}
