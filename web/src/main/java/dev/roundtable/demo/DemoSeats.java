package dev.roundtable.demo;

import java.util.List;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.ChannelSeats;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The beta channel of the demo: who has a seat, who is offered one, who waits. */
@Component
@Profile("demo")
class DemoSeats {

	private static final int SEATS = 5;

	private final ChannelSeats seats;

	DemoSeats(ChannelSeats seats) {
		this.seats = seats;
	}

	/**
	 * @param by who gives them
	 * @param holders who asked and get one
	 * @param offered who is asked whether she wants one
	 * @param waiting who asked and has none yet
	 */
	void open(Viewer by, List<Viewer> holders, Viewer offered, Viewer waiting) {
		this.seats.open(by, OnceKey.NONE, Channel.BETA, SEATS);
		for (Viewer holder : holders) {
			this.seats.ask(holder, OnceKey.NONE, Channel.BETA);
			this.seats.give(by, OnceKey.NONE, Channel.BETA, holder.name());
		}
		this.seats.give(by, OnceKey.NONE, Channel.BETA, offered.name());
		this.seats.ask(waiting, OnceKey.NONE, Channel.BETA);
	}

}
