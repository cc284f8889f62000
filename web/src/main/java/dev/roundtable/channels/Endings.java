package dev.roundtable.channels;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.notifications.Preferences;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.site.SiteUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends mail for whoever holds an address that a mail brought her: it is signed, names one
 * person and one thing, and opens nothing else. It needs no sign-in and has no end, as
 * RFC 8058 wants it.
 */
@Component
class Endings {

	/** UTF-16 units of a token. */
	static final int LONGEST = 120;

	private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,17})\\.([a-z]+-[a-z0-9]+)\\.([\\w-]{43})");

	private final JdbcClient jdbc;

	private final Preferences preferences;

	private final EndedTopics topics;

	private final Journal journal;

	private final Viewers viewers;

	private final SiteUrl site;

	private volatile @Nullable SecretKeySpec secret;

	Endings(JdbcClient jdbc, Preferences preferences, EndedTopics topics, Journal journal, Viewers viewers,
			SiteUrl site) {
		this.jdbc = jdbc;
		this.preferences = preferences;
		this.topics = topics;
		this.journal = journal;
		this.viewers = viewers;
		this.site = site;
	}

	/**
	 * @param person whose mail it is
	 */
	record Asked(Viewer person, Ending ending) {
	}

	/** The whole address that ends it. */
	String url(long account, Ending ending) {
		return this.site.of("/unsubscribe?token=" + token(account, ending));
	}

	String token(long account, Ending ending) {
		String said = account + "." + ending.key();
		return said + "." + sign(said);
	}

	/**
	 * @throws NotFound when this site has not signed it, or the person is gone
	 */
	Asked read(String token) {
		Matcher shape = SHAPE.matcher(token);
		if (token.length() <= LONGEST && shape.matches()) {
			long account = Long.parseLong(shape.group(1));
			Ending ending = Ending.of(shape.group(2));
			String signed = sign(shape.group(1) + "." + shape.group(2));
			Viewer person = this.viewers.all(List.of(account)).get(account);
			if (ending != null && person != null && MessageDigest.isEqual(signed.getBytes(StandardCharsets.UTF_8),
					shape.group(3).getBytes(StandardCharsets.UTF_8))) {
				return new Asked(person, ending);
			}
		}
		throw new NotFound("unsubscribe");
	}

	/** Again is no matter. */
	@Transactional
	public void end(Asked asked) {
		long account = asked.person().id().value();
		switch (asked.ending()) {
			case Ending.OfKind(var kind) -> this.preferences.endMail(account, kind);
			case Ending.OfTopic(var topic) -> this.topics.end(account, topic);
			case Ending.OfDigest(var rhythm) -> this.preferences.endDigests(account, rhythm);
		}
		this.journal.record(account, "mail ended", Subject.of("account", account), Audience.person(account),
				Map.of("what", asked.ending().key()));
	}

	private String sign(String said) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(secret());
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Made by the first node that needs one, for all. */
	private SecretKeySpec secret() {
		SecretKeySpec known = this.secret;
		if (known == null) {
			this.jdbc.sql("insert into channel_keys (id, secret) values (1, :secret) on conflict do nothing")
				.param("secret", Secret.random())
				.update();
			known = new SecretKeySpec(this.jdbc.sql("select secret from channel_keys where id = 1")
				.query(String.class)
				.single()
				.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
			this.secret = known;
		}
		return known;
	}

}
