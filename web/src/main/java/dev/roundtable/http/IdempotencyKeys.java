package dev.roundtable.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was answered to requests that carried a key. */
@Component
class IdempotencyKeys {

	private static final Duration KEPT = Duration.ofDays(3);

	private final JdbcClient jdbc;

	IdempotencyKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param status 0 where the answer held a secret and was not kept
	 */
	record Answer(String fingerprint, int status, @Nullable String contentType, @Nullable String location,
			byte @Nullable [] body) {
	}

	/** False when the key was taken before: waits for a twin that is still at it. */
	boolean claim(String id, String fingerprint) {
		return this.jdbc.sql("""
				insert into idempotency_keys (id, fingerprint, status, created_at)
				values (:id, :fingerprint, 0, :now)
				on conflict do nothing""")
			.param("id", id)
			.param("fingerprint", fingerprint)
			.param("now", Instant.now().atOffset(ZoneOffset.UTC))
			.update() == 1;
	}

	void keep(String id, Answer answer) {
		this.jdbc.sql("""
				update idempotency_keys
				set status = :status, content_type = :type, location = :location, body = :body
				where id = :id""")
			.param("status", answer.status())
			.param("type", answer.contentType())
			.param("location", answer.location())
			.param("body", answer.body())
			.param("id", id)
			.update();
	}

	Optional<Answer> find(String id) {
		return this.jdbc.sql("""
				select fingerprint, status, content_type, location, body from idempotency_keys where id = :id""")
			.param("id", id)
			.query((row, _) -> new Answer(row.getString("fingerprint"), row.getInt("status"),
					row.getString("content_type"), row.getString("location"), row.getBytes("body")))
			.optional();
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
	void forgetOld() {
		this.jdbc.sql("delete from idempotency_keys where created_at < :old")
			.param("old", Instant.now().minus(KEPT).atOffset(ZoneOffset.UTC))
			.update();
	}

}
