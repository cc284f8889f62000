package dev.roundtable.bell;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.roundtable.http.Secret;
import dev.roundtable.http.SiteCookie;
import dev.roundtable.notifications.UnreadCounts;
import dev.roundtable.people.Forgotten;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Bell;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Keeps the bell of open pages up to date by Server-Sent Events. A stream holds neither a
 * thread nor a database connection: every few seconds each node counts once for all who
 * are connected to it. Who finds no room here is told at her next page view, as is
 * everybody without JavaScript. A stream ends with the sign-in that opened it: at once
 * where that was ended, within one round on other nodes.
 */
@Controller
@EnableConfigurationProperties(BellSettings.class)
class LiveBell {

	private final Map<Long, Set<BellStream>> streams = new ConcurrentHashMap<>();

	private final UnreadCounts counts;

	private final OpenSignIns signIns;

	private final BellSettings settings;

	private final Clock clock;

	private volatile boolean closing;

	LiveBell(UnreadCounts counts, OpenSignIns signIns, BellSettings settings, Clock clock) {
		this.signIns = signIns;
		this.counts = counts;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Events {@code unread} whose data is a number, at most one more than
	 * {@link Bell#MOST}; 204, after which a browser does not ask again, where there is no
	 * room.
	 */
	@GetMapping("/notifications/stream")
	ResponseEntity<SseEmitter> listen(@AuthenticationPrincipal Viewer viewer, HttpServletRequest request) {
		String cookie = SiteCookie.SESSION.valueIn(request);
		BellStream stream = (cookie != null) ? open(viewer.id().value(), Secret.digest(cookie)) : null;
		if (stream == null) {
			return ResponseEntity.noContent().build();
		}
		// A proxy that gathers an answer before it passes it on would keep all of this.
		return ResponseEntity.ok()
			.header("Cache-Control", "no-store")
			.header("X-Accel-Buffering", "no")
			.body(stream.emitter());
	}

	private synchronized @Nullable BellStream open(long account, String signIn) {
		Set<BellStream> hers = this.streams.getOrDefault(account, Set.of());
		if (this.closing || hers.size() >= this.settings.perPerson() || open() >= this.settings.perNode()) {
			return null;
		}
		BellStream stream = new BellStream(account, signIn, this.clock.instant(), this.settings.lasts());
		Runnable end = () -> {
			stream.gone();
			forget(stream);
		};
		stream.emitter().onCompletion(end);
		stream.emitter().onTimeout(end);
		stream.emitter().onError((_) -> end.run());
		this.streams.computeIfAbsent(account, (_) -> ConcurrentHashMap.newKeySet()).add(stream);
		return stream;
	}

	int open() {
		return this.streams.values().stream().mapToInt(Set::size).sum();
	}

	private synchronized void forget(BellStream stream) {
		Set<BellStream> hers = this.streams.get(stream.account());
		if (hers != null && hers.remove(stream) && hers.isEmpty()) {
			this.streams.remove(stream.account());
		}
	}

	@Scheduled(fixedDelayString = "${roundtable.bell.every:2s}")
	void ring() {
		Instant now = this.clock.instant();
		List<BellStream> all = this.streams.values().stream().flatMap(Set::stream).toList();
		if (all.isEmpty()) {
			return;
		}
		endThoseWithoutSignIn(all);
		Map<Long, Integer> unread = counted(all);
		for (BellStream stream : all) {
			if (stream.isOver()) {
				forget(stream);
				continue;
			}
			Integer count = unread.get(stream.account());
			if (count != null) {
				stream.tell(count, now, this.settings.heartbeat());
			}
			else {
				stream.tell(stream.told(), now, this.settings.heartbeat());
			}
			if (stream.hasLasted(now)) {
				stream.close();
			}
			if (stream.isOver()) {
				forget(stream);
			}
		}
	}

	/**
	 * Of those whose number may still rise: "more than 99" needs no more counting. While
	 * the database is away, of nobody.
	 */
	private Map<Long, Integer> counted(List<BellStream> all) {
		Set<Long> people = all.stream()
			.filter((stream) -> stream.told() <= Bell.MOST)
			.map(BellStream::account)
			.collect(Collectors.toSet());
		try {
			return this.counts.of(people);
		}
		catch (DataAccessException away) {
			return Map.of();
		}
	}

	/** What somebody is signed in with may be gone. */
	@EventListener
	void lookAgain(Forgotten forgotten) {
		endThoseWithoutSignIn(this.streams.values()
			.stream()
			.flatMap(Set::stream)
			.filter((stream) -> (forgotten.account() != null) ? stream.account() == forgotten.account().value()
					: stream.signIn().equals(forgotten.hash()))
			.toList());
	}

	/** While the database is away nobody is sent away. */
	private void endThoseWithoutSignIn(List<BellStream> streams) {
		if (streams.isEmpty()) {
			return;
		}
		Set<String> open;
		try {
			open = this.signIns.among(streams.stream().map(BellStream::signIn).collect(Collectors.toSet()));
		}
		catch (DataAccessException away) {
			return;
		}
		streams.stream().filter((stream) -> !open.contains(stream.signIn())).forEach((stream) -> {
			stream.close();
			forget(stream);
		});
	}

	/** So that a server that stops need not wait for them. */
	@EventListener
	void close(ContextClosedEvent event) {
		this.closing = true;
		this.streams.values().stream().flatMap(Set::stream).toList().forEach(BellStream::close);
	}

}
