package dev.roundtable.push;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;

import com.interaso.webpush.VapidKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The pair of keys by which push services know this site (VAPID, RFC 8292): made by the
 * first node that needs it, and kept; with another, every subscription would end.
 */
@Component
class PushKeys {

	private final JdbcClient jdbc;

	private final Clock clock;

	private volatile @Nullable VapidKeys keys;

	PushKeys(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	VapidKeys get() {
		VapidKeys known = this.keys;
		if (known == null) {
			known = kept();
			this.keys = known;
		}
		return known;
	}

	/** As a browser wants it. */
	String applicationServerKey() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(get().getApplicationServerKey());
	}

	private VapidKeys kept() {
		if (this.jdbc.sql("select count(*) from push_keys").query(Long.class).single() == 0) {
			VapidKeys made = VapidKeys.generate();
			this.jdbc.sql("""
					insert into push_keys (id, public_key, private_key, made_at) values (1, :public, :private, :now)
					on conflict do nothing""")
				.param("public", made.getX509PublicKey())
				.param("private", made.getPkcs8PrivateKey())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
		return this.jdbc.sql("select public_key, private_key from push_keys where id = 1")
			.query((row, _) -> VapidKeys.create(row.getString("public_key"), row.getString("private_key")))
			.single();
	}

}
