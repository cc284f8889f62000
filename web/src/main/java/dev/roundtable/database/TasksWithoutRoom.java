package dev.roundtable.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.roundtable.http.NoRoom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * What runs by the clock fails many times a second while the disk is full. The log is on
 * the same disk as a rule: it says so in one line a minute, and not in a page each time.
 */
@Component
class TasksWithoutRoom implements ThreadPoolTaskSchedulerCustomizer, ErrorHandler {

	private static final Logger log = LoggerFactory.getLogger(TasksWithoutRoom.class);

	private static final long SAY_EVERY = TimeUnit.MINUTES.toNanos(1);

	private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - SAY_EVERY);

	@Override
	public void customize(ThreadPoolTaskScheduler scheduler) {
		scheduler.setErrorHandler(this);
	}

	@Override
	public void handleError(Throwable failure) {
		if (!isForRoom(failure)) {
			TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(failure);
			return;
		}
		long last = this.saidAt.get();
		long now = System.nanoTime();
		if (now - last >= SAY_EVERY && this.saidAt.compareAndSet(last, now)) {
			log.error("The disk of the database is nearly full. Nothing is written, and work in the background "
					+ "waits, until there is room");
		}
	}

	private static boolean isForRoom(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof NoRoom) {
				return true;
			}
		}
		return false;
	}

}
