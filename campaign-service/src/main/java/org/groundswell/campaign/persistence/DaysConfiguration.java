package org.groundswell.campaign.persistence;

import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/**
 * Keeps days as they are written, {@code 2026-03-13}. Otherwise they would be kept as the
 * instant at which they begin where the process runs, and be another day elsewhere.
 */
@Configuration
class DaysConfiguration {

    @Bean
    MongoCustomConversions days() {
        return new MongoCustomConversions(List.of(new Written(), new Read()));
    }

    @WritingConverter
    private static final class Written implements Converter<LocalDate, String> {

        @Override
        public String convert(LocalDate day) {
            return day.toString();
        }

    }

    @ReadingConverter
    private static final class Read implements Converter<String, LocalDate> {

        @Override
        public LocalDate convert(String day) {
            return LocalDate.parse(day);
        }

    }

}
