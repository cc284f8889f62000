package dev.roundtable.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be set for the embedded database.
 *
 * @param sync whether an answer waits until the disk itself has what was written. Then
 * not even a power cut loses it; without, only the death of the process is survived
 * @param reserve what must stay free on the disk for anything to be written
 */
@ConfigurationProperties("roundtable.database")
record DatabaseSettings(@DefaultValue("false") boolean sync, @DefaultValue("64MB") DataSize reserve) {
}
