package dev.roundtable.tasks.reports;

import dev.roundtable.tasks.Build;

import org.springframework.stereotype.Component;

/**
 * The limits of what is typed into a report, for forms:
 * {@code th:maxlength="${@reportLengths.device}"}.
 */
@Component
class ReportLengths {

	public int getDevice() {
		return Report.DEVICE;
	}

	public int getBuild() {
		return Build.LENGTH;
	}

}
